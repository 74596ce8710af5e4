import './base.css';
import './states.css';
import './panel.css';
import './steps.css';
import './parameters.css';
import './lists.css';
