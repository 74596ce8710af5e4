import './base.css';
import './colours.css';
import './states.css';
import './panel.css';
import './tagging.css';
