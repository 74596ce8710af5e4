import './base.css';
import './colours.css';
import './states.css';
